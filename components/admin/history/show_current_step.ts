// Brings the step being looked at into sight, in the browser, where a timeline scrolls by itself; the page stays put.

export function showCurrentStep(): void {
  const step = document.querySelector<HTMLElement>(".timeline .current");
  const timeline = step?.closest(".timeline");
  if (step && timeline) timeline.scrollTop = step.offsetTop - (timeline.clientHeight - step.offsetHeight) / 2;
}
