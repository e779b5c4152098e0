// A slider beside the field for a day: the same form, sent when the hand lets go.

const DAY = 86_400_000;

/** form: has `data-first` and `data-last`, days in ISO form, and a field of type date. */
export function addSlider(form: HTMLFormElement): void {
  const field = form.querySelector<HTMLInputElement>('input[type="date"]');
  const first = Date.parse(form.dataset.first ?? "");
  const last = Date.parse(form.dataset.last ?? "");
  if (field === null || !(first < last)) return;
  const slider = document.createElement("input");
  slider.type = "range";
  slider.min = "0";
  slider.max = String(Math.round((last - first) / DAY));
  slider.value = String(Math.round((Date.parse(field.value) - first) / DAY));
  slider.setAttribute("aria-label", "Day");
  const tell = (): void => slider.setAttribute("aria-valuetext", field.value);
  tell();
  slider.addEventListener("input", () => {
    field.value = new Date(first + Number(slider.value) * DAY).toISOString().slice(0, 10);
    tell();
  });
  slider.addEventListener("change", () => form.requestSubmit());
  form.append(slider);
}
