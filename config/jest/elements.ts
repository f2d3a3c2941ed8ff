/** What component tests do with elements. */
import { createElement } from 'lwc';
import { settle } from './fixtures';

type Component = Parameters<typeof createElement>[1]['is'];
type Button = HTMLElement & { label: string; disabled: boolean; alternativeText?: string };

/** A component on the page, with its properties. */
export const mount = (tag: string, is: Component, properties: object = {}): HTMLElement => {
    const element = createElement(tag, { is });
    Object.assign(element, properties);
    document.body.appendChild(element);
    return element;
};
/** An element inside of a component; the test fails where it is missing. */
export const inside = <Found extends HTMLElement = HTMLElement>(element: HTMLElement, selector: string): Found => {
    const found = element.shadowRoot?.querySelector<Found>(selector);
    if (!found) throw new Error(`there is no ${selector}`);
    return found;
};
export const allInside = <Found extends HTMLElement = HTMLElement>(element: HTMLElement, selector: string): Found[] => [
    ...(element.shadowRoot?.querySelectorAll<Found>(selector) ?? [])
];
/** The base component with a name: an input, a combobox, a group. */
export const field = <Found extends HTMLElement = HTMLElement>(element: HTMLElement, name: string): Found => {
    const found = fields<Found>(element).find((candidate) => candidate.name === name);
    if (!found) throw new Error(`there is no field ${name}`);
    return found;
};
/** All base components with a name, in order. */
export const fields = <Found extends HTMLElement = HTMLElement>(element: HTMLElement): (Found & { name: string })[] =>
    allInside<Found & { name?: unknown }>(element, '*').filter(
        (candidate): candidate is Found & { name: string } =>
            typeof candidate.name === 'string' && candidate.name !== ''
    );
/** The button with a label; undefined where it is not offered. */
export const button = (element: HTMLElement, label: string): Button | undefined =>
    allInside<Button>(element, 'lightning-button, lightning-button-icon').find((candidate) =>
        [candidate.label, candidate.alternativeText].includes(label)
    );
/** Presses a button and lets what follows finish. */
export const press = async (element: HTMLElement, label: string): Promise<void> => {
    const found = button(element, label);
    if (!found) throw new Error(`there is no button ${label}`);
    found.click();
    await settle();
};
/** A base component's event, as if the user had typed or chosen. */
export const emit = async (target: HTMLElement, name: string, detail: object = {}): Promise<void> => {
    target.dispatchEvent(new CustomEvent(name, { detail }));
    await settle();
};
/** All words of a component, and the labels and explanations it gives to others. */
export const words = (element: HTMLElement): string => element.shadowRoot?.textContent ?? '';
/** The labels of the states that a component shows. */
export const states = (element: HTMLElement): string[] =>
    allInside<HTMLElement & { label: string }>(element, 'c-gangway-status').map(({ label }) => label);
