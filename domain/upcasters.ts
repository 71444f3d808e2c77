// The upcasters of every event whose shape has ever changed. One for each golden JSON of an older version.
import { createUpcast, type Upcasters } from "./shared/upcast.ts";

export const upcasters: Upcasters = {
  DisputeOpened: {
    // A reason that was written in clear opens as it is.
    1: (data) => data,
  },
};

export const upcast = createUpcast(upcasters);
