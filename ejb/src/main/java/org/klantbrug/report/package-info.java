/**
 * Figures over what customers complain about, what they were granted and how long they wait. A
 * figure and its rows are the same statement, so each opens exactly the rows it counts.
 */
package org.klantbrug.report;
