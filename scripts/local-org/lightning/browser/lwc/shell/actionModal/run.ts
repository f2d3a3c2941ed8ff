import { createElement } from 'lwc';
import type { QuickActionView, RecordPageView } from '../../../../../api/page/types';
import { loadComponent, typedProperties } from 'org/components';
import { messagesOf } from 'org/http';
import { toast } from 'org/toasts';
import ActionModal from './actionModal';

const refuse = (what: string): void =>
    toast({ title: `Not supported by the local org: ${what}`, variant: 'error', mode: 'sticky' });

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

/** Runs a record's quick action: a component in a modal, or a component's `invoke`. */
export const runAction = async (action: QuickActionView, view: RecordPageView): Promise<void> => {
    if (action.component === undefined) {
        refuse(`quick action ${action.name} of type ${action.type}`);
        return;
    }
    try {
        const component = await loadComponent(
            action.component.includes(':') ? action.component : `c:${action.component}`
        );
        if (!component) {
            refuse(`the package has no component ${action.component}`);
            return;
        }
        const given = { ...typedProperties(component.entry, {}), recordId: view.recordId, objectApiName: view.object };
        if (component.entry.actionType === 'Action') await invoke(component.constructor, given);
        else await ActionModal.open({ size: 'medium', label: action.label, component: component.constructor, given });
    } catch (error) {
        toast({ title: `${action.label} failed`, message: messagesOf(error).join(' '), variant: 'error' });
    }
};
