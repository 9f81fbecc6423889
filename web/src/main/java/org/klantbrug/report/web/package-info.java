/** Figures on screen and as sheets. */
package org.klantbrug.report.web;
