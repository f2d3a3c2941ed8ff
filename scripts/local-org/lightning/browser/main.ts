/** The page: what runs first. */
import { createElement, setFeatureFlag } from 'lwc';
import { enterApp } from 'org/http';
import { appEntry } from 'org/pageReference';
import App from './lwc/shell/app/app.ts';

// generally available on the platform: state managers (`@lwc/state`) stand on it
setFeatureFlag('ENABLE_EXPERIMENTAL_SIGNALS', true);

const entry = appEntry(new URL(location.href));
if (entry) {
    enterApp(entry.app);
    history.replaceState(null, '', entry.inside);
}

document.documentElement.lang = 'en';
document.body.appendChild(createElement('shell-app', { is: App }));
