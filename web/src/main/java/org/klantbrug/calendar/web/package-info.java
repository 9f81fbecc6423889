/** The page and the address of the working calendar. */
package org.klantbrug.calendar.web;
