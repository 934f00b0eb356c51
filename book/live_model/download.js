/**
 * A file of the site as a Blob; `onProgress` gets the share of its `bytes` that has come, `signal`
 * stops it. What is cut short, or is another file, is an error.
 */
export async function download(address, bytes, onProgress, signal) {
  const response = await fetch(address, { signal });
  if (!response.ok) throw new Error(`${address} answered ${response.status}`);
  const parts = [];
  let got = 0;
  for (const reader = response.body.getReader(); ; ) {
    const { done, value } = await reader.read();
    if (done) break;
    parts.push(value);
    got += value.length;
    onProgress(bytes && Math.min(got / bytes, 1));
  }
  if (bytes && got !== bytes) throw new Error(`${address} came with ${got} bytes, not ${bytes}`);
  return new Blob(parts);
}
