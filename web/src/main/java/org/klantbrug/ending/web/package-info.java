/** Screens and REST of the end of an old system. */
package org.klantbrug.ending.web;
