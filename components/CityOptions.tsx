// Cities to pick from, under the field they are for; nothing while there are none.

interface City {
  readonly id: number;
  readonly name: string;
}

interface CityOptionsProps {
  /** Of the list; the options have ids of their own under it. */
  id: string;
  label: string;
  points: readonly City[];
  /** Index of the one the keyboard is on; -1 for none. */
  active: number;
  onPick: (city: City) => void;
}

export function CityOptions({ id, label, points, active, onPick }: CityOptionsProps) {
  return (
    <ul id={id} role="listbox" aria-label={label} hidden={points.length === 0}>
      {points.map((point, index) => (
        <li
          key={point.id}
          id={optionId(id, index)}
          role="option"
          aria-selected={index === active}
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => onPick(point)}
        >
          {point.name}
        </li>
      ))}
    </ul>
  );
}

export function optionId(list: string, index: number): string {
  return `${list}-${index}`;
}
