/** The jobs that estimate a match model and match the customers of a run. */
package org.klantbrug.matching.batch;
