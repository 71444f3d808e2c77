// Several of many, as chips: checkboxes under one legend; nothing when there is nothing to choose from.

interface ChoiceChipsProps {
  name: string;
  legend: string;
  choices: readonly { readonly id: number; readonly name: string }[];
  selected: readonly number[];
  error?: string | undefined;
}

export function ChoiceChips({ name, legend, choices, selected, error }: ChoiceChipsProps) {
  if (choices.length === 0) return null;
  return (
    <fieldset class="field chips">
      <legend>{legend}</legend>
      <div>
        {choices.map((choice) => (
          <label key={choice.id}>
            <input type="checkbox" name={name} value={choice.id} checked={selected.includes(choice.id)} />
            <span>{choice.name}</span>
          </label>
        ))}
      </div>
      {error && <p class="error">{error}</p>}
    </fieldset>
  );
}
