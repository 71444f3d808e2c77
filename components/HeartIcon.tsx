// A heart, filled by the style sheet when what it stands on is pressed.

export function HeartIcon() {
  return (
    <svg class="icon" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">
      <path d="M12 20.5C5.5 16 3 12.5 3 9a4.8 4.8 0 0 1 9-2.3A4.8 4.8 0 0 1 21 9c0 3.5-2.5 7-9 11.5z" />
    </svg>
  );
}
