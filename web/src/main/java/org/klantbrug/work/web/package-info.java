/** The work list, jobs, what is stuck, and the pictures of running processes. */
package org.klantbrug.work.web;
