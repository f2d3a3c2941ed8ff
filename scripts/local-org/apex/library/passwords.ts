/** System.setPassword and resetPassword: from then on the user logs in with it. */
import { hashPassword, makePassword, passwordFault, passwordKey, type Id } from '../../model/index.ts';
import { execution } from '../runtime/index.ts';
import type { LibraryType } from '../types.ts';
import { Data, getters } from './dataTypes.ts';
import { quietQuery } from './quietQuery.ts';
import { idOf, need, raise, refused } from './support.ts';

const RESULT = 'System.ResetPasswordResult';

/** @throws InvalidParameterValueException for the Id of no user */
const userOf = (id: string | null): Id => {
    const given = idOf(need(id));
    const [row] = given.startsWith('005') ? quietQuery(`SELECT Id FROM User WHERE Id = '${given}'`) : [];
    return row?.id ?? raise('System.InvalidParameterValueException', `Invalid user ID: ${id}`);
};
const keep = (user: Id, password: string): void =>
    execution().database.store.set(passwordKey(user), new TextEncoder().encode(hashPassword(password)));

/** @throws HandledException INVALID_NEW_PASSWORD */
const setPassword = (id: string | null, password: string | null): null => {
    const user = userOf(id);
    const fault = passwordFault(need(password));
    if (fault !== undefined) raise('System.HandledException', `INVALID_NEW_PASSWORD: ${fault}`);
    keep(user, need(password));
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
    // The password that the host made for a user is known to the host only.
    'static void changeOwnPassword(String before, String after)': refused('System.changeOwnPassword'),
    'static void movePassword(Id target, Id source)': refused('System.movePassword'),
    [`static ${RESULT} resetPasswordWithEmailTemplate(Id userId, Boolean sendEmail, String template)`]: refused(
        'System.resetPasswordWithEmailTemplate'
    )
};
export const resetPasswordResult: LibraryType = {
    name: RESULT,
    kind: 'class',
    is: (value) => value instanceof Data && value.typeName === RESULT,
    members: getters({ password: 'String' })
};
