/** What there is at both servers before anything moves: health, inventory, capacity. */
package io.chromarunbook.activities.inventory;
