/** Whether what receipts once proved still holds. Looks and changes nothing. */
package io.chromarunbook.activities.checkpoint;
