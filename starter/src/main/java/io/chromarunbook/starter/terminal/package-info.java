/** What people see: colours where there are any, words everywhere. */
package io.chromarunbook.starter.terminal;
