/** What a rollback after the switch leaves behind at the target, found and kept whole. */
package io.chromarunbook.activities.leftbehind;
