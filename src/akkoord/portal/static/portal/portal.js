// Copies what stands beside a button, and says so. Without script the buttons are not there and everything can be read.
for (const button of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) break;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const said = document.getElementById("copied");
    try {
      await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent.trim());
    } catch {
      return;
    }
    for (const other of document.querySelectorAll("[data-copy].done")) other.classList.remove("done");
    button.classList.add("done");
    said.textContent = "";
    requestAnimationFrame(() => { said.textContent = said.dataset.said; });
  });
}
const wrong = document.getElementById("wrong");
if (wrong) { wrong.tabIndex = -1; wrong.focus(); }
