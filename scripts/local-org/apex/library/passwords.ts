/** System.setPassword and resetPassword: from then on the user logs in with it. */
import { hashPassword, isPasswordOf, makePassword, passwordFault, passwordKey, type Id } from '../../model/index.ts';
import { execution } from '../runtime/index.ts';
import type { LibraryType } from '../types.ts';
import { Data, getters } from './dataTypes.ts';
import { quietQuery, soqlText } from './quietQuery.ts';
import { idOf, need, raise } from './support.ts';

const RESULT = 'System.ResetPasswordResult';

/** @throws InvalidParameterValueException for the Id of no user */
const userOf = (id: string | null): Id => {
    const given = idOf(need(id));
    const [row] = given.startsWith('005') ? quietQuery(`SELECT Id FROM User WHERE Id = '${given}'`) : [];
    return row?.id ?? raise('System.InvalidParameterValueException', `Invalid user ID: ${id}`);
};
const keep = (user: Id, password: string): void =>
    execution().database.store.set(passwordKey(user), new TextEncoder().encode(hashPassword(password)));

const kept = (user: Id): string | undefined => {
    const bytes = execution().database.store.get(passwordKey(user));
    return bytes && new TextDecoder().decode(bytes);
};
/** @throws HandledException INVALID_NEW_PASSWORD */
const setPassword = (id: string | null, password: string | null): null => {
    const user = userOf(id);
    const fault = passwordFault(need(password));
    if (fault !== undefined) raise('System.HandledException', `INVALID_NEW_PASSWORD: ${fault}`);
    keep(user, need(password));
    return null;
};
/** @throws HandledException where the old password is another; one that nobody set is known to nobody */
const changeOwnPassword = (before: string | null, after: string | null): null => {
    const user = execution().tx.user.userId;
    const hash = kept(user);
    if (hash === undefined || !isPasswordOf(need(before), hash))
        raise('System.HandledException', 'INVALID_OLD_PASSWORD: invalid old password');
    return setPassword(user, after);
};
/** From then on the target has the password of the source, which has none any more. */
const movePassword = (target: string | null, source: string | null): null => {
    const [to, from] = [userOf(target), userOf(source)];
    const hash = kept(from);
    const { store } = execution().database;
    if (hash === undefined) store.delete(passwordKey(to));
    else store.set(passwordKey(to), new TextEncoder().encode(hash));
    store.delete(passwordKey(from));
    return null;
};
/** The mail that tells the password is not sent, as no mail is. */
const resetPassword = (id: string | null, sendEmail: boolean | null): Data => {
    need(sendEmail);
    const user = userOf(id);
    const password = makePassword();
    keep(user, password);
    return new Data(RESULT, { password });
};

/** Members of System. Source: Apex Reference Guide, System Class. */
export const passwordMembers: LibraryType['members'] = {
    'static void setPassword(Id userId, String password)': setPassword,
    [`static ${RESULT} resetPassword(Id userId, Boolean sendEmail)`]: resetPassword,
    'static void changeOwnPassword(String before, String after)': changeOwnPassword,
    'static void movePassword(Id target, Id source)': movePassword,
    [`static ${RESULT} resetPasswordWithEmailTemplate(Id userId, Boolean sendEmail, String template)`]: (
        id: string | null,
        sendEmail: boolean | null,
        template: string | null
    ) => {
        const named = `DeveloperName = ${soqlText(need(template))}`;
        if (quietQuery(`SELECT Id FROM EmailTemplate WHERE ${named}`).length === 0)
            raise('System.InvalidParameterValueException', `Invalid email template: ${template}`);
        return resetPassword(id, sendEmail);
    }
};
export const resetPasswordResult: LibraryType = {
    name: RESULT,
    kind: 'class',
    is: (value) => value instanceof Data && value.typeName === RESULT,
    members: getters({ password: 'String' })
};
