"""The model of joining in Mesa, to be timed: one agent a state, with the hazards of `casus.outlook.whatif.futures`."""

from __future__ import annotations

import mesa
import numpy as np

from casus.outlook.whatif.futures import Chances


class State(mesa.Agent):
    """An outside state, with its hazard of joining either side."""

    def __init__(self, model: Dispute, at: int) -> None:
        super().__init__(model)
        self.columns = (at, at + model.states)
        self.lines = [float(model.chances.log_rate[model.draw, column]) for column in self.columns]
        self.highest, self.deepest = [0.0, 0.0], [0.0, 0.0]
        self.is_out = False
        self.rates = [float(np.exp(line)) for line in self.lines]

    def step(self) -> None:
        """One day: join if the hazard of the day says so."""
        if self.is_out:
            return
        model = self.model
        for column, rate in zip(self.columns, self.rates, strict=True):
            if model.random.random() < 1 - np.exp(-rate * model.rise):
                self.is_out = True
                model.joined += 1
                model.agents.do("hear", column)
                return

    def hear(self, column: int) -> None:
        """Take in that somebody joined."""
        if self.is_out:
            return
        for i, own in enumerate(self.columns):
            gain = float(self.model.chances.gains[self.model.draw, column, own])
            self.highest[i], self.deepest[i] = max(self.highest[i], gain), min(self.deepest[i], gain)
            self.rates[i] = float(np.exp(self.lines[i] + self.highest[i] + self.deepest[i]))


class Dispute(mesa.Model):
    """One future: day by day until the dispute ends."""

    def __init__(self, chances: Chances, seed: int) -> None:
        super().__init__(seed=seed)
        self.chances = chances
        self.draw = seed % len(chances.log_rate)
        self.states = chances.log_rate.shape[1] // 2
        self.joined, self.rise, self.day = 0, 0.0, 0
        ending = self.random.choices(chances.endings, [one.share for one in chances.endings])[0]
        self.last = max(int(self.random.choice(ending.days)), 1)
        spread = chances.frailty
        self.unseen = self.random.gammavariate(1 / spread, spread) if spread else 1.0
        for at in range(self.states):
            State(self, at)

    def step(self) -> None:
        """One day."""
        self.day += 1
        self.rise = self.unseen * (self.day**self.chances.shape - (self.day - 1) ** self.chances.shape)
        self.agents.shuffle_do("step")
        self.running = self.day < self.last
