// What Next adds to the types of every file; next-env.d.ts says the same once the pages were built.
/// <reference types="next" />
/// <reference types="next/image-types/global" />
