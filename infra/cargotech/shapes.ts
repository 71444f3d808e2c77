// The JSON of CargoTech as far as we read it. Unknown fields are ignored, missing or odd ones become undefined:
// only what cannot be told apart from noise (a load without an id) fails to parse.
import { z } from "zod";

/** What parses, or undefined. */
function tolerant<T extends z.ZodType>(shape: T) {
  return shape.optional().catch(undefined);
}

/** Ids have ten digits and may grow beyond what a double holds when they come as text. */
const Id = z.union([z.number().int().nonnegative(), z.string().regex(/^[A-Za-z0-9]{1,32}$/)]).transform(
  String,
);

const Quantity = z.union([z.number(), z.string().regex(/^\d+(\.\d+)?$/).transform(Number)])
  .pipe(z.number().positive().max(1e9));

/** Integer kopecks up to a milliard roubles; anything else is no price. */
const Kopecks = z.union([z.number(), z.string().regex(/^\d+$/).transform(Number)])
  .pipe(z.number().int().positive().max(1e11));

const Text = z.string().trim().min(1);

/** "2026-01-01", "2026-01-01T10:30:00Z", "2026-01-01 10:30:00+03:00" → the wall clock to the minute, as written. */
const WallClock = z.string().transform((text, context) => {
  const match = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}))?/.exec(text);
  if (match) return match[2] ? `${match[1]}T${match[2]}` : match[1]!;
  context.addIssue({ code: "custom", message: "not a date" });
  return z.NEVER;
});

/** Reads every element it can. */
function listOf<T extends z.ZodType>(shape: T) {
  return z.array(z.unknown()).catch([]).transform((items) =>
    items.flatMap((item) => {
      const parsed = shape.safeParse(item);
      return parsed.success ? [parsed.data] : [];
    })
  );
}

const Named = z.object({ name: tolerant(Text), short_name: tolerant(Text) });

const Stop = z.object({
  first_date: tolerant(WallClock),
  last_date: tolerant(WallClock),
  address: tolerant(Text),
  city: tolerant(z.object({ name: tolerant(Text) })),
});
export type Stop = z.infer<typeof Stop>;

const Company = z.object({
  name: tolerant(Text),
  inn: tolerant(z.union([Text, z.number().transform(String)])),
});

export const Row = z.object({
  id: Id,
  weight: tolerant(Quantity),
  volume: tolerant(Quantity),
  distance: tolerant(Quantity),
  price: tolerant(Kopecks),
  price_carrier: tolerant(Kopecks),
  price_per_km: tolerant(Kopecks),
  points: tolerant(z.object({ start: tolerant(Stop), finish: tolerant(Stop) })),
  company: tolerant(Company),
  load_types: listOf(Named),
  truck_types: listOf(Named),
});
export type Row = z.infer<typeof Row>;

const PhoneText = z.union([Text, z.number().transform(String)]);

const Contact = z.object({
  type: tolerant(z.string()),
  name: tolerant(Text),
  phone: tolerant(PhoneText),
  phones: listOf(z.union([PhoneText, z.object({ phone: PhoneText }).transform(({ phone }) => phone)])),
});
export type Contact = z.infer<typeof Contact>;

export const DetailRow = Row.extend({
  shipper: tolerant(Company),
  contacts: listOf(Contact),
  cargo_type: tolerant(Named),
  /** Known and not used. */
  created_at: z.unknown().optional(),
  extra: z.record(z.string(), z.unknown()).catch({}),
});
export type DetailRow = z.infer<typeof DetailRow>;

/** Rows stay unparsed here: one bad row must not cost the other nineteen. */
export const ListAnswer = z.object({
  data: z.array(z.unknown()),
  meta: z.object({
    limit: tolerant(z.number().int().positive()),
    size: tolerant(z.number().int().nonnegative()),
  }).catch({ limit: undefined, size: undefined }),
});
export type ListAnswer = z.infer<typeof ListAnswer>;

export const DetailAnswer = z.object({ data: z.record(z.string(), z.unknown()).nullable() });

const DictionaryId = z.union([z.number(), z.string().regex(/^\d+$/).transform(Number)]).pipe(
  z.number().int(),
);

export const PointsAnswer = z.object({
  data: z.array(z.unknown()).pipe(listOf(z.object({
    id: DictionaryId,
    name: Text,
    type: tolerant(z.number().int().positive()),
  }))),
});

export const DictionaryAnswer = z.object({
  data: z.array(z.unknown()).pipe(listOf(z.object({
    id: DictionaryId,
    name: tolerant(Text),
    short_name: tolerant(Text),
  }))),
});

const Session = z.object({
  token: tolerant(Text),
  access_token: tolerant(Text),
  /** Seconds; only the older form of the API has it. */
  expires_in: tolerant(Quantity),
});

/**
 * `{data: {token}}` of today, or the older flat `{access_token | token, expires_in, refresh_token}`. The refresh token is
 * left alone: phone and password are at hand anyway, and a second secret at rest would gain nothing.
 */
export const Login = z.union([z.object({ data: Session }).transform(({ data }) => data), Session])
  .transform(({ token, access_token, expires_in }, context) => {
    const value = token ?? access_token;
    if (value !== undefined) return { token: value, expiresIn: expires_in };
    context.addIssue({ code: "custom", message: "no token" });
    return z.NEVER;
  });
