/** The screen on which people decide whether two records are one person. */
package org.klantbrug.matching.web;
