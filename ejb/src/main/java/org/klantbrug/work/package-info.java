/** What is to be done: work items for people, and jobs with a lease and slices for the machine. */
package org.klantbrug.work;
