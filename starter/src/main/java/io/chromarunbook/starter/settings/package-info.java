/**
 * Settings of applications in their files: one value changed, every other byte kept, and the way
 * back.
 */
package io.chromarunbook.starter.settings;
