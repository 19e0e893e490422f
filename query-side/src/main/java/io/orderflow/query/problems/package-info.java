/** GET /problems/{slug}: what each problem type means and what to do about it. */
@NullMarked
package io.orderflow.query.problems;

import org.jspecify.annotations.NullMarked;
