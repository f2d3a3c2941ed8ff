import { DatetimeValue, Decimal, TimeValue } from '../../model/index.ts';
import { FormulaFault, FormulaProblem } from '../tree.ts';
import type { Value } from '../values.ts';
import type { Argument, Parameter } from './definition.ts';

export const DURATION: Parameter = ['number', 'datetime', 'time', 'null'];
const two = (value: number): string => String(value).padStart(2, '0');

/** FORMATDURATION takes seconds, seconds and "with days?", two times, or two moments. */
export const durationProblem = (args: readonly Argument[]): FormulaProblem | undefined => {
    const [first, second] = args.map((arg) => arg.type);
    const fits =
        second === undefined
            ? first === 'number' || first === 'null'
            : first === 'number'
              ? second === 'boolean'
              : first === second;
    return fits
        ? undefined
        : new FormulaProblem(
              "Incorrect parameter type for function 'FORMATDURATION()'. Expected Number, received Text"
          );
};

const clock = (seconds: number, withDays: boolean): string => {
    const days = withDays ? Math.floor(seconds / 86_400) : 0;
    const rest = seconds - days * 86_400;
    const text = `${two(Math.floor(rest / 3600))}:${two(Math.floor(rest / 60) % 60)}:${two(rest % 60)}`;
    return withDays ? `${days}:${text}` : text;
};

/** `HH:MM:SS`, or `D:HH:MM:SS` with days; the difference of two times or moments, whichever is first. Source: Salesforce Help, FORMATDURATION. */
export const formatDuration = (first: Value, second: Value): Value => {
    if (first instanceof Decimal) {
        const seconds = Math.trunc(first.toNumber());
        if (seconds < 0) throw new FormulaFault('FORMATDURATION: negative');
        return clock(seconds, second === true);
    }
    if (first instanceof TimeValue && second instanceof TimeValue)
        return clock(Math.floor(Math.abs(first.msOfDay - second.msOfDay) / 1000), false);
    if (first instanceof DatetimeValue && second instanceof DatetimeValue)
        return clock(Math.floor(Math.abs(first.ms - second.ms) / 1000), true);
    return null;
};
