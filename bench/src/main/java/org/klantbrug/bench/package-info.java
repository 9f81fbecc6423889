/** Measures the product beside the database it stands on, in one run. */
package org.klantbrug.bench;
