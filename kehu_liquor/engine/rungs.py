"""What a customer's next step brings: the next gift in reach, the next multiplier."""


def gift(balance, gifts):
    """What is still missing for the cheapest gift that is out of reach.

    :param gifts: ``[(points, gift), …]``
    :return: ``(missing, gift)``, None where all are in reach or there are none

    >>> gift(300, [(200, "glass"), (1500, "set"), (900, "jar")])
    (600, 'jar')
    """
    beyond = [(points, key) for points, key in gifts if points > balance]
    if not beyond:
        return None
    points, key = min(beyond, key=_points)
    return points - balance, key


def reached(balance, gifts):
    """The dearest gift in reach, None if there is none.

    >>> reached(300, [(200, "glass"), (100, "cup"), (900, "jar")])
    'glass'
    """
    near = [pair for pair in gifts if pair[0] <= balance]
    return max(near, key=_points, default=(0, None))[1]


def _points(pair):
    return pair[0]


def grade(ladder, own, times):
    """The next grade up at which points count more than now.

    :param ladder: ``[(floor, grade), …]`` from the top
    :param own: the customer's grade; None: all are above
    :param times: grade → multiplier

    >>> ladder = [(90, "KA"), (75, "A"), (50, "B"), (0, "C")]
    >>> grade(ladder, "C", {"KA": 2, "A": 1.5, "B": 1, "C": 1})
    'A'
    """
    names = [name for _floor, name in ladder]
    above = names[: names.index(own)] if own in names else names
    return next((name for name in reversed(above) if times[name] > times[own]), None)
