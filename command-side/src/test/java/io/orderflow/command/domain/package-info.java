@NullMarked
package io.orderflow.command.domain;

import org.jspecify.annotations.NullMarked;
