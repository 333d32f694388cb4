// SPDX-License-Identifier: GPL-3.0-or-later

// The least that a Swift program with a readline prompt can be: what the wizard's start is measured against.

import CReadline
import Glibc

free(readline("minimal? "))
