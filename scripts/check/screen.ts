import { AsyncLocalStorage } from 'node:async_hooks';

interface Slot {
    kept: string;
    closed: boolean;
}

/** Those who print, in the order in which they began; the first one's words are seen as they come, the others' are kept. */
const slots: Slot[] = [];
const own = new AsyncLocalStorage<Slot>();

const showFirst = (): void => {
    for (let first = slots[0]; first; first = slots[0]) {
        process.stdout.write(first.kept);
        first.kept = '';
        if (!first.closed) return;
        slots.shift();
    }
};

/** Prints for the step that says it, never between the lines of another one. */
export const say = (text: string): void => {
    const slot = own.getStore();
    if (!slot) {
        process.stdout.write(text);
        return;
    }
    slot.kept += text;
    showFirst();
};

/** As `say`, with the end of the line. */
export const sayLine = (text: string): void => say(`${text}\n`);

/** Runs what prints by `say`; what is said beside it comes before or after as a whole. */
export const onScreen = async <T>(body: () => Promise<T>): Promise<T> => {
    const slot: Slot = { kept: '', closed: false };
    slots.push(slot);
    try {
        return await own.run(slot, body);
    } finally {
        slot.closed = true;
        showFirst();
    }
};
