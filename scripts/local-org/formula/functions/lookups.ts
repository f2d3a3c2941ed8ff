/** Functions that read other records. */
import { Decimal } from '../../model/index.ts';
import { FormulaFault, FormulaProblem } from '../tree.ts';
import type { Evaluate, ValueType } from '../values.ts';
import { ANY, TEXT, type Argument, type FunctionTable } from './definition.ts';

/** The field that `$ObjectType.Zip__c.Fields.City__c` names. */
const fieldOf = (arg: Argument | undefined): NonNullable<Argument['objectField']> | FormulaProblem =>
    arg?.objectField ??
    new FormulaProblem("Incorrect parameter for function 'VLOOKUP()'. Expected a field of an object");

const vlookupType = (args: readonly Argument[]): ValueType | FormulaProblem => {
    const [wanted, key] = [fieldOf(args[0]), fieldOf(args[1])];
    if (wanted instanceof FormulaProblem) return wanted;
    if (key instanceof FormulaProblem) return key;
    if (wanted.object !== key.object)
        return new FormulaProblem("Incorrect parameter for function 'VLOOKUP()'. Both fields must be of one object");
    if (!key.nameField)
        return new FormulaProblem(
            "Incorrect parameter for function 'VLOOKUP()'. The field to look up must be the record name"
        );
    return args[0]?.type ?? 'text';
};

const buildVlookup = (args: readonly Argument[]): Evaluate => {
    const [wanted, , value] = args;
    const field = wanted?.objectField;
    return (frame) => {
        const key = value?.evaluate(frame);
        if (!field || !wanted.read || typeof key !== 'string' || key === '') return null;
        return wanted.read(frame.at.lookUp(field, key));
    };
};

/** Source: Salesforce Help, VLOOKUP (a value of the custom object's record with this name), CURRENCYRATE. */
export const LOOKUP_FUNCTIONS: FunctionTable = {
    CURRENCYRATE: {
        params: [TEXT],
        result: 'number',
        volatile: true,
        apply: ([code], frame) => {
            const rate = typeof code === 'string' ? frame.at.currencyRate(code) : undefined;
            if (rate === undefined) throw new FormulaFault(`CURRENCYRATE: no such currency: ${String(code)}`);
            return Decimal.of(rate);
        }
    },
    VLOOKUP: { params: [ANY, ANY, TEXT], result: vlookupType, volatile: true, build: buildVlookup }
};
