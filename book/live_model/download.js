/** A file of the site as a Blob; `onProgress` gets the share that has come, `signal` stops it. */
export async function download(address, onProgress, signal) {
  const response = await fetch(address, { signal });
  if (!response.ok) throw new Error(`${address} answered ${response.status}`);
  const total = Number(response.headers.get("Content-Length"));
  const parts = [];
  let got = 0;
  for (const reader = response.body.getReader(); ; ) {
    const { done, value } = await reader.read();
    if (done) return new Blob(parts);
    parts.push(value);
    got += value.length;
    onProgress(total ? Math.min(got / total, 1) : null);
  }
}
