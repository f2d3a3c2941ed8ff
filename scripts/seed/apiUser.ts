import type { Connection } from 'jsforce';
import { localLogin, open } from '../client/connection.ts';
import { assign } from './people.ts';

const SET = 'Sample_Api_Access';

/**
 * A connection to the local org as a persona, who otherwise works on pages: the package's sets give the API to administrators alone.
 * @param administrator makes a permission set for it and assigns that
 * @param username a user of the org
 * @throws Error where there is no such user
 */
export const openApi = async (administrator: Connection, username: string): Promise<Connection> => {
    const user = await administrator.sobject('User').findOne({ Username: username }, ['Id']);
    if (!user?.Id) throw new Error(`The org has no user ${username}`);
    const known = await administrator.sobject('PermissionSet').findOne({ Name: SET }, ['Id']);
    if (!known)
        await administrator.sobject('PermissionSet').create({ Name: SET, Label: SET, PermissionsApiEnabled: true });
    await assign(administrator, user.Id, SET);
    return open(await localLogin(username));
};
