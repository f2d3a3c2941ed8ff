require('@sa11y/jest').setup();

// jsdom's parser of styles is older than `@container`; it lays nothing out anyway.
const { error } = console;
console.error = (first, ...more) => {
    if (first?.type !== 'css parsing') error(first, ...more);
};

afterEach(() => {
    while (document.body.firstChild) document.body.firstChild.remove();
    jest.clearAllMocks();
});
