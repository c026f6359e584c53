"use client";
import { Checkbox, Radio, TextInput } from "@mantine/core";
import { useState } from "react";
import { addRole, removeRole, saveRole } from "#lib/people/role-actions.ts";
import type { RoleOption, RoleSection } from "#lib/people/role-data.ts";
import { maxRoleName } from "#lib/people/role-schema.ts";
import { privilegeNames } from "#lib/roles/policy.ts";
import { type Privilege, privileges } from "#lib/roles/types.ts";
import { NewButton } from "../admin/new-button.tsx";
import { SaveDialog, textOf } from "../admin/save-dialog.tsx";
import { Confirm } from "../dialog.tsx";
import { useServerAction } from "../use-server-action.ts";
import classes from "./roles.module.css";

type Opening = { opened: boolean; onClose: () => void };
type Props = Opening & { now: RoleOption | null; sections: readonly RoleSection[] };

export const NewRole = ({ sections }: Pick<Props, "sections">) => (
  <NewButton dialog={(opened, close) => <RoleDialog now={null} sections={sections} opened={opened} onClose={close} />}>
    New role
  </NewButton>
);

/** Name, privileges and limits of a role. */
export function RoleDialog({ now: role, sections, opened, onClose }: Props) {
  const making = useServerAction(addRole);
  const saving = useServerAction(saveRole);
  const { pending, failure } = role ? saving : making;
  const [held, setHeld] = useState<readonly Privilege[]>(role?.privileges ?? ["write"]);
  const [place, setPlace] = useState(role?.sections ? "sections" : "everywhere");
  const [chosen, setChosen] = useState<readonly string[]>(role?.sections ?? []);
  const [readsElsewhere, setReadsElsewhere] = useState(role?.readsElsewhere ?? true);
  const [isOwnOnly, setOwnOnly] = useState(role?.isOwnOnly ?? false);
  const toggle = (id: string, isOn: boolean) => {
    const below = sections.filter(({ parentId }) => parentId === id).map((section) => section.id);
    setChosen(
      isOn ? [...new Set([...chosen, id, ...below])] : chosen.filter((each) => each !== id && !below.includes(each)),
    );
  };
  const submit = (form: FormData) => {
    const fields = {
      name: textOf(form, "name"),
      privileges: privileges.filter((each) => held.includes(each)),
      sections: place === "sections" ? [...chosen] : null,
      isOwnOnly,
      readsElsewhere,
    };
    if (!role) return making.send(fields, onClose);
    const { name, sections: before, isOwnOnly: wasOwnOnly, readsElsewhere: readElsewhere } = role;
    const seen = {
      name,
      privileges: [...role.privileges],
      sections: before && [...before],
      isOwnOnly: wasOwnOnly,
      readsElsewhere: readElsewhere,
    };
    saving.send({ roleId: role.id, seen, ...fields }, onClose);
  };
  return (
    <SaveDialog
      opened={opened}
      onClose={onClose}
      title={role ? `Edit ${role.name}` : "New role"}
      verb={role ? "Save" : "Add role"}
      fields={["name", "privileges", "sections"]}
      pending={pending}
      failure={failure}
      onSubmit={submit}
    >
      <TextInput
        label="Name"
        name="name"
        maxLength={maxRoleName}
        placeholder="Sport editor"
        defaultValue={role?.name ?? ""}
        data-autofocus
        error={failure?.fields?.name}
      />
      <Checkbox.Group
        label="The role allows to"
        value={[...held]}
        onChange={(values) => setHeld(values as Privilege[])}
        error={failure?.fields?.privileges}
      >
        <div className={classes.privileges}>
          {privileges.map((each) => (
            <Checkbox
              key={each}
              value={each}
              label={privilegeNames[each].name}
              description={privilegeNames[each].may}
            />
          ))}
        </div>
      </Checkbox.Group>
      <Radio.Group
        label="Where"
        description="A limit applies to stories and fronts. Topics, settings and the like belong to the whole paper."
        value={place}
        onChange={setPlace}
        error={failure?.fields?.sections}
      >
        <div className={classes.choices}>
          <Radio value="everywhere" label="In the whole paper" />
          <Radio value="sections" label="In some sections" />
        </div>
      </Radio.Group>
      {place === "sections" && (
        <fieldset className={classes.sections}>
          <legend className="vh">Sections</legend>
          {sections.map(({ id, name, parentId }) => (
            <Checkbox
              key={id}
              className={parentId ? (classes.below ?? "") : ""}
              label={name}
              checked={chosen.includes(id)}
              onChange={(event) => toggle(id, event.currentTarget.checked)}
            />
          ))}
          {sections.length === 0 && <p className="dim">There are no sections yet.</p>}
        </fieldset>
      )}
      <div className={classes.choices}>
        <Checkbox
          label="Only own stories"
          description="Stories that the person began or is assigned to. Others are not shown."
          checked={isOwnOnly}
          onChange={(event) => setOwnOnly(event.currentTarget.checked)}
        />
        {place === "sections" && !isOwnOnly && (
          <Checkbox
            label="Reads the stories of other sections"
            checked={readsElsewhere}
            onChange={(event) => setReadsElsewhere(event.currentTarget.checked)}
          />
        )}
      </div>
    </SaveDialog>
  );
}

export function DeleteRole({ now: role, opened, onClose }: Opening & { now: RoleOption }) {
  const { send, pending, failure } = useServerAction(removeRole);
  return (
    <Confirm
      opened={opened}
      onClose={onClose}
      question={`Delete ${role.name}?`}
      verb="Delete"
      danger
      pending={pending}
      failure={failure}
      onConfirm={() => send({ roleId: role.id }, onClose)}
    >
      <p>A role can be deleted when nobody has it.</p>
      {role.keys > 0 && (
        <p>
          {role.keys === 1 ? "One API key has it and is" : `${role.keys} API keys have it and are`} revoked at once.
        </p>
      )}
    </Confirm>
  );
}
