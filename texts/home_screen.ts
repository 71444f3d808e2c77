// The offer to put the app on the phone's home screen, in Russian.

export const homeScreen = {
  offer: "Поставьте значок «Грузы» на главный экран: открывать будет быстрее.",
  add: "Поставить значок",
} as const;
