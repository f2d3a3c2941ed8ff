/** The folder of one local org: its database, its caches, its keys; and who may use it. */
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

export interface Home {
    readonly dir: string;
    readonly projectDir: string;
    readonly databaseFile: string;
    readonly cacheDir: string;
    readonly pagesDir: string;
    readonly keysFile: string;
    /** The private key that clients sign JWT assertions with. */
    readonly jwtKeyFile: string;
    readonly seedFile: string;
    readonly controlFile: string;
    readonly enginePidFile: string;
}

/** A reason not to start, with the fix. */
export class StartProblem extends Error {}

export const homeOf = (projectDir: string): Home => {
    const dir = path.resolve(process.env.LOCAL_ORG_HOME ?? path.join(projectDir, '.local-org'));
    return {
        dir,
        projectDir,
        databaseFile: path.join(dir, 'org.db'),
        cacheDir: path.join(dir, 'cache'),
        pagesDir: path.join(dir, 'pages'),
        keysFile: path.join(dir, 'keys.json'),
        jwtKeyFile: path.join(dir, 'jwt.key'),
        seedFile: path.join(dir, 'seed.json'),
        controlFile: path.join(dir, 'control.json'),
        enginePidFile: path.join(dir, 'engine.pid')
    };
};

const OWNER_FILE = 'project.json';

/**
 * Makes the folder, readable by this user only, and binds it to the project.
 * @throws StartProblem where it belongs to another project: deploying this one would hide all of the other's tables
 */
export const prepareHome = (home: Home): void => {
    mkdirSync(home.dir, { recursive: true, mode: 0o700 });
    if (process.platform !== 'win32') chmodSync(home.dir, 0o700);
    const file = path.join(home.dir, OWNER_FILE);
    if (existsSync(file)) {
        const { project } = JSON.parse(readFileSync(file, 'utf8')) as { project?: string };
        if (project !== home.projectDir) {
            throw new StartProblem(
                `${home.dir} is the local org of another project, ${String(project)}. Set LOCAL_ORG_HOME to another folder.`
            );
        }
    } else writeFileSync(file, JSON.stringify({ project: home.projectDir }));
    for (const dir of [home.cacheDir, home.pagesDir]) mkdirSync(dir, { recursive: true });
};

/** Deletes the org's own files and nothing else; caches stay, they are no one's data. */
export const deleteOrg = (home: Home): void => {
    const files = ['', '-wal', '-shm', '-journal'].map((ending) => home.databaseFile + ending);
    for (const file of [...files, home.keysFile, home.jwtKeyFile, home.seedFile, home.controlFile])
        rmSync(file, { force: true });
};

export const hasOrg = (home: Home): boolean => existsSync(home.databaseFile);

/** What a running host tells the command line; readable by this user only. */
export interface ControlInfo {
    readonly url: string;
    readonly secret: string;
    readonly pid: number;
}

export const readControl = (home: Home): ControlInfo | undefined => {
    try {
        return JSON.parse(readFileSync(home.controlFile, 'utf8')) as ControlInfo;
    } catch {
        return undefined;
    }
};

export const writeControl = (home: Home, info: ControlInfo): void =>
    writeFileSync(home.controlFile, JSON.stringify(info), { mode: 0o600 });
