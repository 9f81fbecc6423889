/**
 * When we are open: weekly hours, holidays and single days, and how much opening time lies between
 * two moments.
 */
package org.klantbrug.calendar;
