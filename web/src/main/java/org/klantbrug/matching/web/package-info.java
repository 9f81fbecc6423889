/** Where people decide whether two records are one person: the screen and REST. */
package org.klantbrug.matching.web;
