/**
 * Waves: in which order, and on which day, the billing accounts of the acquired company go over,
 * what stops them, and who let them go.
 */
package org.klantbrug.wave;
