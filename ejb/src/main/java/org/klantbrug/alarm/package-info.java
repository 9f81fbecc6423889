/**
 * Early warning: what customers tell us, counted against what was to be expected, and who hears of
 * it when it is more.
 */
package org.klantbrug.alarm;
