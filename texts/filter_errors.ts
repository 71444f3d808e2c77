// What a driver reads beside a filter field that cannot be understood: always what is allowed.

type Params = Readonly<Record<string, string | number>>;

const sentences = {
  repeated: () => "Укажите одно значение",
  not_integer: (p: Params) => `Нужно целое число от ${number(p.min)} до ${number(p.max)}`,
  not_money: (p: Params) => `Нужна сумма от ${number(p.min)} до ${number(p.max)} ₽`,
  not_one_of: (p: Params) => `Такого варианта нет, можно: ${p.allowed}`,
  not_ids: () => "Выберите варианты из списка",
  too_many_ids: (p: Params) => `Выберите не больше ${number(p.max)} вариантов`,
  not_a_date: () => "Такой даты нет, укажите её как 2026-03-31",
  not_wv: () => "Укажите тонны и кубы через дефис: 20-83 или 1.5-9",
  wv_out_of_bounds: (p: Params) =>
    `Можно от ${number(p.minTonnes)} до ${number(p.maxTonnes)} т и ` +
    `от ${number(p.minCubicMetres)} до ${number(p.maxCubicMetres)} м³`,
  reversed: () => "«От» больше, чем «до»",
  contradicts_wv: () => "Вес и объём указаны дважды и по-разному",
};

export function filterErrorText(error: { code: keyof typeof sentences; params: Params }): string {
  return sentences[error.code](error.params);
}

const russian = new Intl.NumberFormat("ru-RU");

function number(value: string | number | undefined): string {
  return russian.format(Number(value));
}
