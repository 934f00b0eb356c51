// Adds to the quiz of a page its score: how many questions were right at the first try.
(() => {
  const questions = [...document.querySelectorAll(".quiz")];
  const score = document.createElement("p");
  score.className = "quiz-score";
  score.setAttribute("role", "status");
  questions.at(-1).after(score);

  function tell() {
    const tried = questions.filter((question) => question.dataset.firstTry);
    const right = tried.filter((question) => question.dataset.firstTry === "right");
    if (!tried.length) score.textContent = "Choose an answer; every choice explains itself.";
    else if (tried.length < questions.length)
      score.textContent = `${right.length} of ${tried.length} right at the first try, ${questions.length - tried.length} to go.`;
    else score.textContent = `${right.length} of ${questions.length} right at the first try.`;
  }

  for (const question of questions) {
    for (const choice of question.querySelectorAll(".quiz-choice")) {
      choice.addEventListener("toggle", () => {
        if (!choice.open) return;
        question.dataset.firstTry ??= choice.dataset.verdict;
        tell();
      });
    }
  }
  tell();
})();
