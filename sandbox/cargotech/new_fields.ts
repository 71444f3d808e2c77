// The exchange as it may be next year: fields nobody has seen yet, in every row and document it answers.

const NEW = {
  eco_rating: 4.5,
  tags: ["срочно"],
  insurance: { required: true, sum: 5_000_000 },
  bid_until: null,
};

/** The answer with the new fields in its data; one without data as it was. */
export async function withNewFields(response: Response): Promise<Response> {
  const body: unknown = await response.json();
  const { status, headers } = response;
  return Response.json(grown(body), {
    status,
    headers: { "content-type": headers.get("content-type") ?? "" },
  });
}

function grown(body: unknown): unknown {
  if (!isObject(body) || !("data" in body)) return body;
  const { data } = body;
  return { ...body, api_version: "3.3", data: Array.isArray(data) ? data.map(widened) : widened(data) };
}

function widened(row: unknown): unknown {
  return isObject(row) ? { ...row, ...NEW } : row;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
