interface Input extends HTMLElement {
    reportValidity(): boolean;
}

/**
 * Are all inputs of a form valid? Each says what it lacks, not only the first.
 * @param template the component's template; its inputs are those marked `data-input`
 */
export const reportInputs = (template: ParentNode | null): boolean => {
    const inputs = [...(template?.querySelectorAll<Input>('[data-input]') ?? [])];
    return !inputs.map((input) => input.reportValidity()).includes(false);
};
