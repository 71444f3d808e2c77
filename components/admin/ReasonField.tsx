// Why a person decides so: every deed of staff asks for it, and the audit shows it.
import { consoleTexts } from "../../texts/admin.ts";
import { Input, type InputProps } from "./FormField.tsx";

type ReasonFieldProps = Partial<Pick<InputProps, "id" | "label" | "hint" | "value" | "error">>;

export function ReasonField(props: ReasonFieldProps) {
  return (
    <Input
      name="reason"
      label={consoleTexts.reason}
      {...props}
      required
      minlength={3}
      maxlength={300}
    />
  );
}
