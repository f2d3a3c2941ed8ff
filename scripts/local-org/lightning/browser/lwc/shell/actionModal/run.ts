import { createElement } from 'lwc';
import type { QuickActionView, RecordPageView } from '../../../../../api/page/types';
import { loadComponent, typedProperties } from 'org/components';
import { messagesOf, request } from 'org/http';
import { toast } from 'org/toasts';
import { openAction } from '../recordModal/open';
import ActionModal from './actionModal';

const refuse = (what: string): void =>
    toast({ title: `not supported by the local org: ${what}`, variant: 'error', mode: 'sticky' });

/** A headless action: a component that is never seen, whose `invoke` does the work. */
const invoke = async (constructor: new () => HTMLElement, given: object): Promise<void> => {
    const element = createElement('c-headless-action', { is: constructor as never }) as HTMLElement & {
        invoke(): unknown;
    };
    Object.assign(element, given);
    element.hidden = true;
    document.body.appendChild(element);
    try {
        await element.invoke();
    } finally {
        element.remove();
    }
};

/** An action that makes a record, with a look-up to this one, or changes this one. */
const fillIn = async (
    action: QuickActionView,
    form: NonNullable<QuickActionView['form']>,
    view: RecordPageView
): Promise<void> => {
    const { label, type } = action;
    const isUpdate = type === 'Update';
    const defaults = await request<Record<string, unknown>>('GET', form.defaults + view.recordId);
    const presets = Object.fromEntries(Object.entries(defaults).filter(([name]) => name !== 'attributes'));
    await openAction({
        label,
        object: form.target,
        fields: form.fields,
        ...(isUpdate ? { recordId: view.recordId } : {}),
        presets,
        message: form.message ?? `${label}: done.`
    });
};

/** Runs a record's quick action: a form, a component in a modal, or a component's `invoke`. */
export const runAction = async (action: QuickActionView, view: RecordPageView): Promise<void> => {
    if (action.component === undefined && !action.form) {
        refuse(`a quick action of type ${action.type} (${action.name})`);
        return;
    }
    try {
        if (action.form) {
            await fillIn(action, action.form, view);
            return;
        }
        const name = action.component ?? '';
        const component = await loadComponent(name.includes(':') ? name : `c:${name}`);
        if (!component) {
            toast({ title: `There is no component ${name}`, variant: 'error', mode: 'sticky' });
            return;
        }
        const given = { ...typedProperties(component.entry, {}), recordId: view.recordId, objectApiName: view.object };
        if (component.entry.actionType === 'Action') await invoke(component.constructor, given);
        else await ActionModal.open({ size: 'medium', label: action.label, component: component.constructor, given });
    } catch (error) {
        toast({ title: `${action.label} failed`, message: messagesOf(error).join(' '), variant: 'error' });
    }
};
