/** Text from outside, made fit for where it goes: it is shown, and does nothing else. */
package io.chromarunbook.workflows.text;
